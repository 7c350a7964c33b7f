-- ARGV[1] prefix of the buckets, ARGV[2] newest minute, ARGV[3] minutes of the window, ARGV[4] decay a day, then pairs of an
-- action and its weight. Answers for each bucket that is there its key, what a count of it weighs, and how many items it has.
local newest, minutes, decay = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local answer = {}
for minute = newest - minutes + 1, newest do
  local bucket = ARGV[1] .. string.format('%.0f', minute) .. ':items:'
  local factor = math.exp(-decay * (newest - minute) / 1440)
  for i = 5, #ARGV, 2 do
    local items = redis.call('ZCARD', bucket .. ARGV[i])
    if items > 0 then
      answer[#answer + 1] = bucket .. ARGV[i]
      answer[#answer + 1] = string.format('%.17g', tonumber(ARGV[i + 1]) * factor)
      answer[#answer + 1] = items
    end
  end
end
return answer
