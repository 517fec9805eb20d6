/** Icon sets, the tags that their icons show, and their pictures. */
package io.github.ram4j.recipe.icons;
