using System.Collections;
using System.Globalization;

namespace HomeLab.Proxmox.Transport;

/// <summary>
/// Parameters as forms carry them: booleans are <c>1</c> and <c>0</c> and nothing else, a list that Proxmox types as an array
/// repeats its key, other lists are comma separated text. What is null is not sent.
/// </summary>
sealed class Parameters : IEnumerable<KeyValuePair<string, string>>
{
    // A validation error repeats the value that it is about.
    static readonly HashSet<string> Secret = ["password", "cipassword", "sshkeys", "ssh-public-keys", "key"];

    readonly List<KeyValuePair<string, string>> pairs = [];

    public IEnumerable<string> Secrets => pairs.Where(pair => Secret.Contains(pair.Key) && pair.Value.Length > 0).Select(pair => pair.Value);

    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            pairs.Add(new(name, value));
        }
    }

    public void Add(string name, bool? value) => Add(name, value switch { true => "1", false => "0", null => null });

    public void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, DateTimeOffset? value) => Add(name, value?.ToUnixTimeSeconds());

    public void Add(string name, IReadOnlyCollection<int>? values) =>
        Add(name, values is { Count: > 0 } ? string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))) : null);

    public void Add(IEnumerable<KeyValuePair<string, string>> others) => pairs.AddRange(others);

    public string ToQuery() =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
