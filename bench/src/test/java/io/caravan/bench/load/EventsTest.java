package io.caravan.bench.load;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventsTest {

    private final ObjectMapper json = new ObjectMapper();
    private final Events events = new Events("e-", 1_700_000_000_000L);

    @Test
    void carriesItsNumber() throws IOException {
        JsonNode event = json.readTree(events.json(41));

        assertThat(event.get("event_id").asText()).isEqualTo("e-41");
        assertThat(event.get("extra_data").get("n").asLong()).isEqualTo(41);
        assertThat(event.get("user_id").asText()).isEqualTo(events.user(41));
    }

    @Test
    void isTheSameWhenSentAgain() {
        assertThat(events.array(20, 20)).isEqualTo(events.array(20, 20));
    }

    @Test
    void knowsTheSumOfItsNumbers() throws IOException {
        long sum = 0;
        for (JsonNode event : json.readTree(events.array(0, 100))) {
            sum += event.get("extra_data").get("n").asLong();
        }

        assertThat(Events.sumOfNumbers(100)).isEqualTo(sum);
    }
}
