using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>What is wanted and what is there at one name.</summary>
readonly record struct ByName(DomainName Name, ArraySegment<DesiredRecord> Wanted, ArraySegment<ActualRecord> There)
{
    /// <summary>Each name once, in order, over two sorted lists: a group of each name's own would be much of the memory of a plan.</summary>
    public static IEnumerable<ByName> Of(IReadOnlyList<DesiredRecord> wanted, IReadOnlyList<ActualRecord> there)
    {
        var (asked, stands) = (Sorted(wanted, record => record.Name), Sorted(there, record => record.Record.Name));
        for (int a = 0, s = 0; a < asked.Length || s < stands.Length;)
        {
            var name = a == asked.Length ? stands[s].Record.Name
                : s == stands.Length || InOrder(asked[a].Name, stands[s].Record.Name) <= 0 ? asked[a].Name
                : stands[s].Record.Name;
            var (fromAsked, fromStands) = (a, s);
            while (a < asked.Length && asked[a].Name == name)
            {
                a++;
            }
            while (s < stands.Length && stands[s].Record.Name == name)
            {
                s++;
            }
            yield return new ByName(name, new(asked, fromAsked, a - fromAsked), new(stands, fromStands, s - fromStands));
        }
    }

    static T[] Sorted<T>(IReadOnlyList<T> records, Func<T, DomainName> nameOf)
    {
        T[] sorted = [.. records];
        Array.Sort(sorted, (one, other) => InOrder(nameOf(one), nameOf(other)));
        return sorted;
    }

    static int InOrder(DomainName one, DomainName other) => string.CompareOrdinal(one.ToString(), other.ToString());
}
