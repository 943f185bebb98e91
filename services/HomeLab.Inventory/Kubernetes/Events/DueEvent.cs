using System.Text;
using HomeLab.Lab;

namespace HomeLab.Inventory.Kubernetes.Events;

/// <summary>What an object of a cluster has not been told yet.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Zone">Empty: the name is refused before any zone is asked.</param>
/// <param name="Object"><c>namespace/name</c>.</param>
/// <param name="Result"><c>Converged</c>, <c>Waiting</c> or <c>Refused</c>.</param>
/// <param name="Records">JSON array.</param>
/// <param name="Told">All of it in one text, by which it is known again.</param>
sealed record DueEvent(
    string Endpoint, string Zone, string Uid, string Host, string Object, string ApiVersion, string Kind, string Result, string Code, string Reason,
    string Records, string Told)
{
    const int LongestNote = 1024;

    public string Namespace => Object.Split('/')[0];

    public string Name => Object[(Object.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>A reason of Kubernetes: one word, for machines.</summary>
    public string EventReason => $"Records{Result}";

    public bool IsWarning => Result == "Refused";

    /// <summary>For people.</summary>
    public string Note
    {
        get
        {
            var place = Zone.Length > 0 ? $" in zone {Zone}" : "";
            var text = Result switch
            {
                "Converged" => $"{Host} has its records{place}: {string.Join(", ", LabJson.Read<List<string>>(Records))}",
                "Waiting" => $"{Host} waits for its records{place}: {Reason} ({Code})",
                _ => $"{Host} gets no records{place}: {Reason} ({Code})",
            };
            return Cut(text);
        }
    }

    /// <summary>The API takes so many bytes.</summary>
    static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= LongestNote)
            return text;
        const string more = "…";
        var (kept, size) = (0, Encoding.UTF8.GetByteCount(more));
        foreach (var rune in text.EnumerateRunes())
        {
            if ((size += rune.Utf8SequenceLength) > LongestNote)
                break;
            kept += rune.Utf16SequenceLength;
        }
        return text[..kept] + more;
    }
}
