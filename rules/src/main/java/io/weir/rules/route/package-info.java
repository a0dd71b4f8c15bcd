/**
 * Which receiver hears of an event, in the shapes of <a href="https://prometheus.io/docs/alerting/latest/configuration/">Alertmanager</a>: a
 * tree of routes, rules by which one event inhibits others, and named times. Everything here is immutable but {@link
 * io.weir.rules.route.Inhibitions}, which follows the events that fire.
 */
@NullMarked
package io.weir.rules.route;

import org.jspecify.annotations.NullMarked;
