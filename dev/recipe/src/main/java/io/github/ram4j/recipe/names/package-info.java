/** Names of tags as a text encoder's embeddings, and models that learn from them. */
package io.github.ram4j.recipe.names;
