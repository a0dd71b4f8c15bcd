/**
 * The events that ship with Weir as data: what each is called, means and advises, its parameters, and for most of them the
 * PromQL expression that finds it.
 */
@NullMarked
package io.weir.rules.catalogue;

import org.jspecify.annotations.NullMarked;
