-- KEYS[1] lease, ARGV[1] owner. Answers 1 when the lease was still the owner's. The stamp stays.
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then
  return 0
end
redis.call('HDEL', KEYS[1], 'owner', 'until')
return 1
