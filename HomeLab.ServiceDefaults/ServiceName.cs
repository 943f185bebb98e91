using System.Text.RegularExpressions;

namespace HomeLab.ServiceDefaults;

/// <summary>A service's name in the fleet, such as <c>dns</c>.</summary>
public sealed partial record ServiceName
{
    public ServiceName(string value)
    {
        if (!Valid().IsMatch(value))
        {
            throw new ArgumentException($"'{value}' is no service name; it would be lower-case letters, digits and hyphens.", nameof(value));
        }
        Value = value;
    }

    public string Value { get; }

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex Valid();
}
