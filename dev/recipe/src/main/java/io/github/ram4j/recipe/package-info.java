/** Programs that draw images of icons and show the icons that are drawn from. */
package io.github.ram4j.recipe;
