using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>What a parameter's value must be. A name that ends with <c>[n]</c> stands for so many numbered ones.</summary>
sealed record Parameter(string Name, ParameterType Type = ParameterType.Text)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public bool IsRequired { get; init; }

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    /// <summary>Characters it may have.</summary>
    public int? Longest { get; init; }

    public int? Shortest { get; init; }

    public string? Pattern { get; init; }

    /// <summary>The format's own complaint instead of the pattern's.</summary>
    public string? Complaint { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public bool Covers(string name)
    {
        if (!Name.EndsWith(']'))
            return Name == name;
        var open = Name.IndexOf('[', StringComparison.Ordinal);
        return name.StartsWith(Name[..open], StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(open), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < int.Parse(Name.AsSpan(open + 1, Name.Length - open - 2), CultureInfo.InvariantCulture)
            && (name[open] != '0' || name.Length == open + 1);
    }

    /// <summary>What is wrong with a value, in the validator's words; null when nothing is.</summary>
    public string? ComplaintAbout(string value) => Type switch
    {
        ParameterType.Boolean when value is not ("0" or "1") => $"type check ('boolean') failed - got '{value}'",
        ParameterType.Integer when !Regex.IsMatch(value, @"^[+-]?\d+\z", RegexOptions.None, Patience) => $"type check ('integer') failed - got '{value}'",
        ParameterType.Number when !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => $"type check ('number') failed - got '{value}'",
        ParameterType.Integer or ParameterType.Number => OfSize(double.Parse(value, CultureInfo.InvariantCulture)),
        ParameterType.Boolean => null,
        _ => OfText(value),
    };

    string? OfSize(double value) =>
        value < Minimum ? string.Create(CultureInfo.InvariantCulture, $"value must have a minimum value of {Minimum}")
        : value > Maximum ? string.Create(CultureInfo.InvariantCulture, $"value must have a maximum value of {Maximum}")
        : null;

    string? OfText(string value)
    {
        if (value.Length > Longest)
            return string.Create(CultureInfo.InvariantCulture, $"value may only be {Longest} characters long");
        if (value.Length < Shortest)
            return string.Create(CultureInfo.InvariantCulture, $"value must be at least {Shortest} characters long");
        if (Choices.Count > 0 && !Choices.Contains(value))
            return $"value '{value}' does not have a value in the enumeration '{string.Join(", ", Choices)}'";
        if (Pattern is null || Regex.IsMatch(value, Pattern, RegexOptions.None, Patience))
            return null;
        return Complaint is null ? "value does not match the regex pattern" : $"invalid format - {Complaint}\n";
    }
}
