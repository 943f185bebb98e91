using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>A registry of container images that is asked otherwise than every registry is.</summary>
public sealed record RegistrySpec
{
    [Description("Its host as images name it, with its port where they do: docker.io, ghcr.io, nas.lan:5000.")]
    [RegularExpression(@"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?", ErrorMessage = "a host as images name it, such as ghcr.io or nas.lan:5000")]
    public required string Host { get; init; }

    [Description("The name that it is logged in to with; goes with password. Unset: nobody logs in.")]
    public string? User { get; init; }

    [Description("The password or token of the user.")]
    public SecretReference? Password { get; init; }

    [Description("Whether it is asked over HTTP; Docker on the hosts has to allow that as well (insecure-registries).")]
    public bool? Insecure { get; init; }

    [Description("How often within an hour HomeLab asks it at most for newer images; what is left waits for the next hour. Unset: 100.")]
    [Range(1, 10_000)]
    public int? CallsPerHour { get; init; }
}
