"""Call records into ClickHouse the way the system before did it: json, a dict for each record, clickhouse-driver.

Arguments: URL of GetCdr, account, host, port, user, database, table, and the days as yyyyMMdd, of which the first warms up.
The password comes in CLICKHOUSE_PASSWORD. Prints the number of rows and the seconds they took, from the first byte asked for.
"""
import json
import os
import sys
import time
import urllib.request
import uuid
from datetime import datetime, timezone
from decimal import Decimal

from clickhouse_driver import Client

TEXTS = {
    'account': 'account', 'accountName': 'account_name', 'callerE164': 'caller_e164',
    'callerAccessE164': 'caller_access_e164', 'callerProductId': 'caller_product_id',
    'callerToGatewayE164': 'caller_to_gateway_e164', 'callerGateway': 'caller_gateway', 'callerip': 'caller_ip',
    'calleeE164': 'callee_e164', 'calleeAccessE164': 'callee_access_e164', 'calleeProductId': 'callee_product_id',
    'calleeToGatewayE164': 'callee_to_gateway_e164', 'calleeGateway': 'callee_gateway', 'calleeip': 'callee_ip',
    'feePrefix': 'fee_prefix', 'agentAccount': 'agent_account', 'agentName': 'agent_name',
    'agentFeePrefix': 'agent_fee_prefix'}
NUMBERS = {
    'holdTime': 'hold_time', 'feeTime': 'fee_time', 'suiteFeeTime': 'suite_fee_time',
    'agentFeeTime': 'agent_fee_time', 'agentSuiteFeeTime': 'agent_suite_fee_time', 'endDirection': 'end_direction',
    'endReason': 'end_reason', 'callLevel': 'call_level', 'billingType': 'billing_type', 'billingMode': 'billing_mode'}
MONEY = {'fee': 'fee', 'suiteFee': 'suite_fee', 'agentFee': 'agent_fee', 'agentSuiteFee': 'agent_suite_fee'}


def pull(url, account, day, client, table, run, version):
    question = json.dumps({'accounts': [account], 'beginTime': day, 'endTime': day}).encode()
    with urllib.request.urlopen(urllib.request.Request(url, question)) as reply:
        cdrs = json.loads(reply.read())['infoCdrs']
    rows = []
    for cdr in cdrs:
        start = datetime.fromtimestamp(cdr['start'] / 1000, timezone.utc)
        row = {
            'node_id': 1, 'day': start.date(), 'flow_no': cdr['flowNo'], 'start_time': start,
            'stop_time': datetime.fromtimestamp(cdr.get('stop', 0) / 1000, timezone.utc),
            'raw': str(cdr), 'run_id': run, 'version': version}
        for field, column in TEXTS.items():
            row[column] = cdr.get(field, '')
        for field, column in NUMBERS.items():
            row[column] = cdr.get(field, 0)
        for field, column in MONEY.items():
            row[column] = Decimal(str(cdr.get(field, 0)))
        rows.append(row)
    if rows:
        client.execute('INSERT INTO %s (%s) VALUES' % (table, ', '.join(rows[0])), rows)
    return len(rows)


def main():
    url, account, host, port, user, database, table = sys.argv[1:8]
    client = Client(host=host, port=int(port), user=user, password=os.environ['CLICKHOUSE_PASSWORD'],
                    database=database)
    run, version = uuid.uuid4(), int(time.time() * 1000)
    first, days = sys.argv[8], sys.argv[9:]
    pull(url, account, first, client, table, run, version)
    began = time.monotonic()
    rows = sum(pull(url, account, day, client, table, run, version) for day in days)
    print(rows, time.monotonic() - began)


main()
