using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Somebody whose things are told by what they have in common.</summary>
public sealed record OwnerSpec
{
    [Description("A person or a team.")]
    [RegularExpression("[^\\s,]([^\\r\\n,]{0,98}[^\\s,])?", ErrorMessage = "a name of one line without a comma, at most 100 characters")]
    public required string Name { get; init; }

    [Description("How they are reached, such as an address or a channel.")]
    [RegularExpression("[^\\r\\n]{1,200}", ErrorMessage = "one line of at most 200 characters")]
    public string? Contact { get; init; }

    [Description("Which resources are theirs, as `homelab get resources --filter` takes it, of address, uid, kind, name, source, state, image, labels and facts.")]
    public required string Matches { get; init; }
}
