/** Programs that draw images of icons, train the shipped models on them, and measure these. */
package io.github.ram4j.recipe;
