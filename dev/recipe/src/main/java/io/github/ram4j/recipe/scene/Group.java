package io.github.ram4j.recipe.scene;

/**
 * The icons of an image that show the same thing.
 *
 * @param tag tag of the icons
 * @param count number of icons
 * @param colour colour of their tint, such as "red"; empty if none
 * @param box box around all of them
 */
public record Group(String tag, int count, String colour, Box box) {}
