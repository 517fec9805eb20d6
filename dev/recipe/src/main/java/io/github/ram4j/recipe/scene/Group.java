package io.github.ram4j.recipe.scene;

/**
 * The icons of an image that show the same thing.
 *
 * @param tag what they show
 * @param count how many there are
 * @param colour that they are tinted in, such as "red"; empty if none
 * @param box around all of them
 */
public record Group(String tag, int count, String colour, Box box) {}
