/** The models as functions of their published parameters, for gradients to flow through. */
package io.github.ram4j.train.model;
