using System.ComponentModel.DataAnnotations;

namespace HomeLab.Simulators.Faults;

/// <summary>Which requests go wrong, how, and how often.</summary>
/// <remarks>
/// Rules are tried in the order of their ids. Every rule that combines applies; of the others the first.
/// A rule is spent only by a request that it struck.
/// </remarks>
public sealed record FaultRule
{
    /// <summary>Given by the switchboard.</summary>
    public int Id { get; init; }

    [Required]
    public FaultEffect? Effect { get; init; }

    /// <summary><c>cloudflare</c>, or <c>*</c>.</summary>
    [StringLength(100)]
    public string System { get; init; } = "*";

    /// <summary><c>GET</c>, <c>POST</c>…, or <c>*</c>.</summary>
    [StringLength(20)]
    public string Method { get; init; } = "*";

    /// <summary>
    /// Pattern over the path below the system's API root: <c>*</c> is anything within a segment, <c>**</c> anything.
    /// </summary>
    [StringLength(500)]
    public string Path { get; init; } = "**";

    /// <summary>Pattern over the name of what the request is about, where its system tells: of Komodo the stack. <c>*</c> is any.</summary>
    [StringLength(500)]
    public string Object { get; init; } = "*";

    /// <summary>A credential's configured name, or <c>*</c>.</summary>
    [StringLength(100)]
    public string Credential { get; init; } = "*";

    /// <summary>Strikes so many requests and is then gone; null is without end.</summary>
    [Range(1, int.MaxValue)]
    public int? Times { get; init; }

    /// <summary>How likely a matching request is struck; draws are repeatable by <see cref="Seed"/>.</summary>
    [Range(0.0, 1.0)]
    public double Probability { get; init; } = 1;

    public int Seed { get; init; }

    /// <summary>Gone after so many seconds of the simulators' clock; null is without end.</summary>
    [Range(0.0, 1e9)]
    public double? ForSeconds { get; init; }

    /// <summary>How long, for effects that have a length.</summary>
    [Range(0.0, 86_400.0)]
    public double Seconds { get; init; } = 1;

    [Range(200, 599)]
    public int Status { get; init; } = 503;

    public FaultBody Body { get; init; } = FaultBody.Json;

    /// <summary>The error's number in the system's own shape; the system's default for the status unless told.</summary>
    public int? Code { get; init; }

    [StringLength(1000)]
    public string? Message { get; init; }

    [Range(0, 86_400)]
    public int RetryAfterSeconds { get; init; } = 30;

    internal bool NamesObject => Object != "*";

    /// <summary>Each mistake as a sentence; empty when the rule can be armed.</summary>
    public IEnumerable<string> Mistakes()
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage!);
    }
}
