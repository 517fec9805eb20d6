/** Scenes of icons: made from a seed, drawn as images, and told in sentences. */
package io.github.ram4j.recipe.scene;
