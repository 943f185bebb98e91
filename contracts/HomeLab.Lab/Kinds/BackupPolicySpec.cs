using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>What copies are made of, how often, and the restic repository that they go to.</summary>
public sealed record BackupPolicySpec
{
    [Description("Where copies go, as restic names it: a directory of the machine that makes them, or s3:…, sftp:…, rest:…, b2:…, azure:…, gs:…, swift:….")]
    public required string Repository { get; init; }

    [Description("The password of the repository. Without it no copy can be read again: keep it outside the lab too.")]
    public required SecretReference Password { get; init; }

    [Description("What restic needs for where the repository is, each where it is: AWS_ACCESS_KEY_ID, RESTIC_REST_PASSWORD, ….")]
    public IReadOnlyDictionary<string, SecretReference> Environment { get; init; } = new Dictionary<string, SecretReference>();

    [Description("How far copies are apart; 15m to 31d.")]
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    [Description("Of what copies are made: globs of addresses, such as docker/nas/volume/* and database/*.")]
    public required IReadOnlyList<string> Include { get; init; }

    [Description("Of what none are made although it is included: globs of addresses.")]
    public IReadOnlyList<string> Exclude { get; init; } = [];

    [Description("auto: make them; dryRun: only say what would be copied. The lab may be stricter; unset: as the lab.")]
    [AllowedValues("auto", "dryRun")]
    public string? Apply { get; init; }

    /// <summary>Whether a copy of what has this address is wanted.</summary>
    public bool Wants(string address) =>
        Include.Any(it => Catalog.Glob.IsPathMatch(it, address)) && !Exclude.Any(it => Catalog.Glob.IsPathMatch(it, address));

    /// <summary>Whether a copy of any volume of the Docker host may be wanted, whatever volumes it has.</summary>
    public bool MayWantOf(string host) => Include.Any(it => BackupAddress.MayMatch(it, BackupAddress.VolumeOf(host)));
}
