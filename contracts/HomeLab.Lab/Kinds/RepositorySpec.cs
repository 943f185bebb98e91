using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>A repository that declares what runs in the lab: a working tree (<see cref="Path"/>) or a remote (<see cref="Url"/>).</summary>
public sealed record RepositorySpec
{
    [Description("The name of this repository in addresses: repository/<name>/….")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("A working tree, relative to the lab directory and within its repository. Either this or url.")]
    public string? Path { get; init; }

    [Description("A remote, which is fetched and never checked out: https://…, ssh://…, git@host:path or file:///…. Either this or path.")]
    [RegularExpression("(https?|ssh|file)://[^ ]+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^ ]+", ErrorMessage = "https://…, ssh://…, git@host:path or file:///…")]
    public string? Url { get; init; }

    [Description("The remote's branch that is followed; unset: main.")]
    [RegularExpression("[A-Za-z0-9_][A-Za-z0-9._/@+-]{0,200}", ErrorMessage = "the name of a branch, such as main")]
    public string? Branch { get; init; }

    [Description("What a remote at https:// is read with, such as a GitHub token that may read contents.")]
    public SecretReference? Token { get; init; }

    [Description("How often it is looked at although nobody said that it changed; at least 1s.")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    [Description("What pushes are announced with at /hooks/repositories/<name>; unset: nobody may announce any.")]
    public SecretReference? WebhookSecret { get; init; }

    [Description("The Kubernetes cluster of this lab that everything in it is deployed to; unset: nobody says, and nothing is joined with what a cluster shows.")]
    public string? Cluster { get; init; }

    [Description("Its open pull requests; unset: they are not read.")]
    public PullsSpec? Pulls { get; init; }

    [Description("Where its stacks are deployed to; unset: nothing of it is deployed.")]
    public DeploySpec? Deploy { get; init; }

    [Description("Age identities that environment files of its stacks, encrypted with SOPS, are read with; each is as age-keygen writes it and may hold several.")]
    public IReadOnlyList<SecretReference> AgeKeys { get; init; } = [];

    [Description("Komodo resource-sync files, relative to the repository.")]
    public IReadOnlyList<string> Komodo { get; init; } = [];
}
