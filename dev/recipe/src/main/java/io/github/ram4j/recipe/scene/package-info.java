/** Scenes of icons: made from a seed, drawn as images, and described in sentences. */
package io.github.ram4j.recipe.scene;
