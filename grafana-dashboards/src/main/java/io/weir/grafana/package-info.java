/**
 * Grafana's side of Weir: the dashboards that ship, and the way they come into a Grafana.
 *
 * <p>The dashboards are data in {@code dashboards/}, made by the generator in {@code dashboard} and committed, so that they can be
 * provisioned from files without Weir.
 */
@NullMarked
package io.weir.grafana;

import org.jspecify.annotations.NullMarked;
