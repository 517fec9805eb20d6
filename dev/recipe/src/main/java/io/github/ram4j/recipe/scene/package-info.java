/** Scenes of icons: made from a seed, drawn as pictures, and told in sentences. */
package io.github.ram4j.recipe.scene;
