/**
 * Flink pods of Kubernetes, by label: list and watch, as <a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">Kubernetes' API concepts</a> has it,
 * targets for their metrics, and signals of what happens to them. An API error makes the set of pods unknown and keeps it as
 * it was. Only reads; nothing is ever written to the API.
 */
@NullMarked
package io.weir.collector.kubernetes;

import org.jspecify.annotations.NullMarked;
