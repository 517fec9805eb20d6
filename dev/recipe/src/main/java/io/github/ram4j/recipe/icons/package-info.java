/** Icon sets, the tags that their icons show, and their images. */
package io.github.ram4j.recipe.icons;
