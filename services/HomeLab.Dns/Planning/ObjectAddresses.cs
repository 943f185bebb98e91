using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>
/// Addresses of objects in the ledger: zone/name/type, and /2, /3 … beside a first one. An address stays with its record when
/// the content changes, so it says nothing of the content.
/// </summary>
sealed class ObjectAddresses(ZoneName zone, ActualZone actual, Ownership ownership)
{
    HashSet<string>? taken;

    public string First(RecordKey key) => $"{zone}/{key.Name}/{key.Content.Type}";

    public string Next(RecordKey key)
    {
        taken ??= actual.Records.Select(ownership.RecordedAs).OfType<string>().ToHashSet();
        var first = First(key);
        for (var number = 1; ; number++)
        {
            var address = number == 1 ? first : $"{first}/{number}";
            if (taken.Add(address))
            {
                return address;
            }
        }
    }
}
