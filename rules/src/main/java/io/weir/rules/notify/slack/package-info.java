/**
 * Slack's <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">incoming webhooks</a>, and those of <a
 * href="https://developers.mattermost.com/integrate/webhooks/incoming/">Mattermost</a> and Rocket.Chat, which take the same.
 */
@NullMarked
package io.weir.rules.notify.slack;

import org.jspecify.annotations.NullMarked;
