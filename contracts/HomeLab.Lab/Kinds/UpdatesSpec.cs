using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>What becomes of newer images of a stack.</summary>
public sealed record UpdatesSpec
{
    [Description("Which newer images are told of: none; digest: that a tag names another image than runs; patch, minor, major: also newer tags, up to that part of the version.")]
    [AllowedValues("none", "digest", "patch", "minor", "major")]
    public string Track { get; init; } = "major";

    [Description("What becomes of a stack whose tag names another image than runs: tell: it is told of; follow: it is updated to that image, and goes back where it does not become healthy.")]
    [AllowedValues("tell", "follow")]
    public string Digests { get; init; } = "tell";

    [Description("How long an image has to prove itself before it is followed: since the registry showed it first; with a canary, since that runs it and is well. Unset: not at all.")]
    public TimeSpan After { get; init; }

    [Description("A Docker host or stack that goes before: docker/test or docker/test/shop. It does not wait itself; what has the same image follows once the canary has run it well for `after`.")]
    [RegularExpression("docker/[^/ ]+(/[^/ ]+)?", ErrorMessage = "docker/<host> or docker/<host>/<stack>")]
    public string? Canary { get; init; }
}
