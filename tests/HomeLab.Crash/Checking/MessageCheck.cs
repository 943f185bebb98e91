namespace HomeLab.Crash.Checking;

/// <summary>Each message that a transaction wrote was handled once, and none that no transaction wrote.</summary>
static class MessageCheck
{
    public static IEnumerable<Violation> Check(FleetRecord record)
    {
        var handled = record.Handled.GroupBy(line => line).ToDictionary(line => line.Key, line => line.Count());
        var sent = record.Sent.GroupBy(line => new HandledLine(line.Urn, line.Body)).ToDictionary(line => line.Key, line => line.Count());
        foreach (var violation in Lost(record))
        {
            yield return violation;
        }
        foreach (var (line, count) in sent)
        {
            var times = handled.GetValueOrDefault(line);
            if (times != count)
            {
                yield return new("FactsAreHandledOnce", $"{line.Urn} was sent {count} times and handled {times} times: {line.Body}");
            }
        }
        foreach (var line in handled.Keys.Where(line => !sent.ContainsKey(line)))
        {
            yield return new("FactsAreHandledOnce", $"{line.Urn} was handled and never sent: {line.Body}");
        }
        if (record.Remembered.Count != record.Handled.Count)
        {
            yield return new("FactsAreHandledOnce", $"the inbox remembers {record.Remembered.Count} and {record.Handled.Count} were handled");
        }
    }

    public static IEnumerable<Violation> Lost(FleetRecord record)
    {
        var remembered = record.Remembered.ToHashSet();
        return record.Sent.Where(line => !remembered.Contains(line.Id)).Select(line => new Violation("NoMessageIsLost", $"{line.Urn} {line.Id}: {line.Body}"));
    }
}
