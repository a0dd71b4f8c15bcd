/**
 * DingTalk's custom robots. Protocol: <a href="https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages">sending</a>, <a
 * href="https://open.dingtalk.com/document/orgapp/customize-robot-security-settings">signing</a>.
 */
@NullMarked
package io.weir.rules.notify.dingtalk;

import org.jspecify.annotations.NullMarked;
