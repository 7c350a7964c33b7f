package io.caravan.embedded.vos;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every record against the table of the interface: names, JSON types, and what the values mean together. */
class GetCdrContractTest extends SimulatorTest {

    private static final String FIELDS = """
            flowNo integer
            account string
            accountName string
            callerE164 string
            callerAccessE164 string
            callerProductId string
            callerToGatewayE164 string
            callerGateway string
            callerip string
            calleeE164 string
            calleeAccessE164 string
            calleeProductId string
            calleeToGatewayE164 string
            calleeGateway string
            calleeip string
            start integer
            stop integer
            holdTime integer
            feeTime integer
            fee number
            feePrefix string
            suiteFee number
            suiteFeeTime integer
            agentAccount string
            agentName string
            agentFee number
            agentFeeTime integer
            agentFeePrefix string
            agentSuiteFee number
            agentSuiteFeeTime integer
            endDirection integer
            endReason integer
            callLevel integer
            billingType integer
            billingMode integer
            """;

    private static final Map<String, String> TYPES = new HashMap<>();

    static {
        FIELDS.lines().map(line -> line.split(" ")).forEach(field -> TYPES.put(field[0], field[1]));
    }

    private List<JsonNode> allOfYesterday() throws Exception {
        List<JsonNode> cdrs = new ArrayList<>();
        for (String account : shanghai.accounts()) {
            cdrs.addAll(shanghai.cdrs(account, YESTERDAY, YESTERDAY));
        }
        assertThat(cdrs).hasSizeBetween(1000, 2500);
        return cdrs;
    }

    @Test
    void everyRecordHasThe35FieldsWithTheirTypesAndNoOthers() throws Exception {
        assertThat(TYPES).hasSize(35);
        int withoutDirection = 0;
        for (JsonNode cdr : allOfYesterday()) {
            Set<String> names = new HashSet<>();
            for (Map.Entry<String, JsonNode> field : cdr.properties()) {
                names.add(field.getKey());
                assertThat(matches(field.getValue(), TYPES.get(field.getKey())))
                        .as("%s of %s", field.getKey(), cdr)
                        .isTrue();
            }
            withoutDirection += names.add("endDirection") ? 1 : 0;
            assertThat(names).isEqualTo(TYPES.keySet());
        }
        assertThat(withoutDirection).as("endDirection is absent sometimes").isBetween(1, 100);
    }

    private static boolean matches(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            default -> value.isNumber();
        };
    }

    @Test
    void unansweredCallsCostNothingAndHaveTheSameStartAndStop() throws Exception {
        List<JsonNode> unanswered = allOfYesterday().stream()
                .filter(cdr -> cdr.get("holdTime").intValue() == 0)
                .toList();
        assertThat(unanswered).isNotEmpty().allSatisfy(cdr -> {
            assertThat(cdr.get("stop").longValue()).isEqualTo(cdr.get("start").longValue());
            assertThat(cdr.get("fee").decimalValue()).isZero();
            assertThat(cdr.get("feeTime").intValue()).isZero();
            assertThat(cdr.get("endReason").intValue()).isNotEqualTo(200);
        });
        List<JsonNode> neverLeft = unanswered.stream()
                .filter(cdr -> cdr.get("calleeGateway").textValue().isEmpty())
                .toList();
        assertThat(neverLeft)
                .as("calls that never left")
                .isNotEmpty()
                .anyMatch(cdr -> cdr.get("endReason").intValue() < 0)
                .allSatisfy(cdr -> assertThat(cdr.get("calleeip").textValue()).isEmpty())
                .allSatisfy(cdr -> assertThat(cdr.path("endDirection").asInt(2)).isEqualTo(2));
        assertThat(neverLeft.size()).isLessThan(unanswered.size());
    }

    @Test
    void answeredCallsAreBilledByTheirTimeAndTheRateOfTheirPrefix() throws Exception {
        Map<String, BigDecimal> perMinute = new HashMap<>();
        List<JsonNode> answered = allOfYesterday().stream()
                .filter(cdr -> cdr.get("holdTime").intValue() > 0)
                .toList();
        for (JsonNode cdr : answered) {
            int holdTime = cdr.get("holdTime").intValue();
            int feeTime = cdr.get("feeTime").intValue();
            long lasted = cdr.get("stop").longValue() - cdr.get("start").longValue();
            assertThat(lasted).isBetween((holdTime - 1) * 1000L + 1, holdTime * 1000L);
            assertThat(feeTime).isBetween(holdTime, holdTime + 59);
            BigDecimal fee = cdr.get("fee").decimalValue();
            assertThat(fee).isPositive();
            assertThat(fee.scale()).isLessThanOrEqualTo(6);
            if (feeTime % 60 == 0) {
                BigDecimal rate = fee.divide(BigDecimal.valueOf(feeTime / 60));
                String tariff = cdr.get("account") + " " + cdr.get("feePrefix");
                assertThat(perMinute.merge(tariff, rate, (old, now) -> old)).isEqualByComparingTo(rate);
                assertThat(cdr.get("calleeAccessE164").textValue())
                        .startsWith(cdr.get("feePrefix").textValue());
            }
        }
        assertThat(perMinute).as("tariffs met").hasSizeGreaterThan(20);
        assertThat(answered).anyMatch(cdr -> cdr.get("fee").decimalValue().scale() == 6);
    }

    @Test
    void callsAreDistributedAsInTheField() throws Exception {
        List<JsonNode> cdrs = allOfYesterday();
        List<Integer> holdTimes = cdrs.stream()
                .map(cdr -> cdr.get("holdTime").intValue())
                .filter(holdTime -> holdTime > 0)
                .sorted()
                .toList();
        double mean = holdTimes.stream().mapToInt(i -> i).average().orElseThrow();
        assertThat(holdTimes.size() / (double) cdrs.size()).as("ASR").isCloseTo(0.45, Offset.offset(0.06));
        assertThat(mean).as("ACD in seconds").isBetween(110.0, 220.0);
        assertThat(holdTimes.get(holdTimes.size() / 2))
                .as("median, far below the mean")
                .isBetween(70, 120);
        assertThat(cdrs)
                .filteredOn(cdr -> localHour(cdr) >= 9 && localHour(cdr) < 12)
                .hasSizeGreaterThan(cdrs.size() / 6);
        assertThat(cdrs).filteredOn(cdr -> localHour(cdr) < 6).hasSizeLessThan(cdrs.size() / 20);
        assertThat(cdrs).anyMatch(cdr -> cdr.get("start").longValue() % 1000 != 0);
    }

    private static int localHour(JsonNode cdr) {
        return Instant.ofEpochMilli(cdr.get("start").longValue())
                .atZone(ZoneId.of("Asia/Shanghai"))
                .getHour();
    }

    @Test
    void accountsAreChineseDisplayLikeAndFullOfQuotes() throws Exception {
        assertThat(shanghai.accounts()).hasSize(8).contains("80012001", "上海迅通2", "Acme Telecom (HK) 3", "100% VoIP #8");
        JsonNode cdr = shanghai.cdrs("上海迅通2", YESTERDAY, YESTERDAY).get(0);
        assertThat(cdr.get("account").textValue()).isEqualTo("上海迅通2");
        assertThat(cdr.get("accountName").textValue()).isEqualTo("上海迅通网络有限公司");
    }
}
