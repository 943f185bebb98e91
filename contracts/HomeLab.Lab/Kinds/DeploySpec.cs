using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Where the stacks of a repository are deployed to.</summary>
public sealed record DeploySpec
{
    [Description("The Komodo of this lab that its [[stack]] tables are kept true at; unset: none of them is.")]
    public string? Komodo { get; init; }

    [Description("The Docker host of this lab that its Compose folders are deployed to; unset: none of them is.")]
    public string? Docker { get; init; }

    [Description("Which of its Compose folders, relative to the repository, such as stacks/*; * stands for one name. Goes with docker.")]
    [RegularExpression(@"[A-Za-z0-9_*.][A-Za-z0-9_*./-]{0,200}", ErrorMessage = "a folder of the repository such as stacks/*, or . for its root")]
    public IReadOnlyList<string> Folders { get; init; } = [];

    [Description("What becomes of newer images of its stacks; unset: they are told of.")]
    public UpdatesSpec? Updates { get; init; }
}
