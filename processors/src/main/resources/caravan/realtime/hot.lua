-- KEYS[1] the ranking that is shown, KEYS[2] the one that was made; ARGV[1] how many items are shown, ARGV[2] milliseconds to
-- live. Answers how many items are shown; 0, and changes nothing, when what was made is gone.
if redis.call('EXISTS', KEYS[2]) == 0 then
  return 0
end
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - tonumber(ARGV[1]))
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('RENAME', KEYS[2], KEYS[1])
return redis.call('ZCARD', KEYS[1])
