package io.caravan.hub.cli;

import io.caravan.hub.config.HubProperties;

/** What to try, printed once when everything is ready. */
final class Welcome {

    private final HubProperties properties;

    Welcome(HubProperties properties) {
        this.properties = properties;
    }

    String text() {
        String api = url("caravan.http") + "/api/v1";
        String management = url("caravan.management") + "/observe";
        return """

                Post an event, and read back call records that were pulled from the VOS simulator:
                  curl -X POST %1$s/behaviors -H 'Content-Type: application/json' \\
                    -d '{"tenant_id":"demo","scenario_id":"home","user_id":"u1","item_id":"i1","action_type":"click"}'
                  curl '%1$s/cdrs?node=1&limit=2'

                What was pulled, and what runs:
                  %1$s/cdrs/windows
                  %1$s/hub/routes
                Health and metrics:
                  %2$s/health
                  %2$s/metrics

                Edit a file under routes/ and it is taken over; Ctrl-C stops everything.""".formatted(api, management);
    }

    private String url(String server) {
        String host = properties.get(server + ".host");
        return "http://" + ("0.0.0.0".equals(host) ? "localhost" : host) + ":" + properties.get(server + ".port");
    }
}
