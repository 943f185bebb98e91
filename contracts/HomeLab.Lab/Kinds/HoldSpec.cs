using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Stops HomeLab from changing something for a while.</summary>
public sealed record HoldSpec
{
    [Description("What is held, as kind/key such as zone/example.org, or * for everything.")]
    [RegularExpression(@"\*|[A-Za-z][A-Za-z0-9]*(/[^ ]{1,253})?", ErrorMessage = "zone/example.org, zone for all of them, or \"*\" for everything")]
    public required string Scope { get; init; }

    [Description("Why, for whoever wonders.")]
    public required string Reason { get; init; }

    [Description("When it ends by itself.")]
    public required DateTimeOffset Until { get; init; }
}
