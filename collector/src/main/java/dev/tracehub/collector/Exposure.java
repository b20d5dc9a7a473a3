/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.config.SettingException;
import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a collector without keys on this machine. */
final class Exposure {

  private static final Logger log = LoggerFactory.getLogger(Exposure.class);

  private Exposure() {}

  static void check(Settings settings) {
    if (settings.get(SettingList.ADMIN_KEY).isPresent()) {
      return;
    }
    String host = settings.get(SettingList.HOST);
    if (!isLoopback(host)) {
      throw new SettingException(
          "host: \""
              + host
              + "\" without admin_key would be open to everybody (expected: a loopback"
              + " address, or admin_key set)");
    }
    log.warn("no admin_key is set: open to every program on this machine, as project \"default\"");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new SettingException(
          "host: \"" + host + "\" is unknown (expected: an address of this machine)");
    }
  }
}
