using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>A Compose project of a repository that is kept true on a Docker host.</summary>
public sealed record StackSpec
{
    [Description("The repository of this lab that holds its files.")]
    public required string Repository { get; init; }

    [Description("Its folder, relative to the repository; . for its root.")]
    public required string Folder { get; init; }

    [Description("Its Compose files in the order in which they are merged, relative to the folder; none: as Compose looks for them.")]
    public IReadOnlyList<string> Files { get; init; } = [];

    [Description("The Docker host of this lab that it runs on.")]
    public required string Docker { get; init; }

    [Description("The name of the Compose project; unset: as Compose names it.")]
    [RegularExpression("[a-z0-9][a-z0-9_-]{0,62}", ErrorMessage = "lower-case letters, digits, - and _, at most 63, the first a letter or digit")]
    public string? Project { get; init; }

    [Description("Variables for its files; they count more than its .env.")]
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    [Description("Variables whose values are secrets, each where it is; they count most.")]
    public IReadOnlyDictionary<string, SecretReference> Secrets { get; init; } = new Dictionary<string, SecretReference>();

    [Description("Profiles of its files that are in use.")]
    public IReadOnlyList<string> Profiles { get; init; } = [];

    [Description("Stacks that have to run before it, by their names.")]
    public IReadOnlyList<string> After { get; init; } = [];

    [Description("running: its containers run, also those that somebody stopped; stopped: they are there and do not run. Unset: they are started once, and what somebody stops stays stopped.")]
    [AllowedValues("running", "stopped")]
    public string? State { get; init; }

    [Description("auto: do it; approve: propose it to a person; dryRun: only say what would be done. The lab may be stricter; unset: as the lab.")]
    [AllowedValues("auto", "approve", "dryRun")]
    public string? Apply { get; init; }

    [Description("How long what was changed may take to become healthy before the stack goes back to what it was; at least 10s.")]
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromMinutes(5);

    [Description("A container that is unhealthy for so long is restarted, five times within 5m at most; at least 10s. Unset: none is.")]
    public TimeSpan? HealAfter { get; init; }

    [Description("What becomes of newer images; unset: as `deploy` of the repository says, else they are told of.")]
    public UpdatesSpec? Updates { get; init; }

    [Description("A directory of the host for folders that its files name and the repository does not have, such as ./data; unset: such a stack is refused.")]
    [RegularExpression("/[^ :]{0,400}", ErrorMessage = "an absolute path on the Docker host, such as /srv/stacks/web")]
    public string? HostDirectory { get; init; }
}
