using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>One place where a system's running version stands.</summary>
public sealed record VersionSpec
{
    [Description("imageTag, label, annotation, field and chart are read from observed objects; http needs to be asked; command is for people.")]
    [AllowedValues("imageTag", "label", "annotation", "field", "chart", "http", "command")]
    public required string From { get; init; }

    [Description("imageTag: only of images of this repository (glob); unset: of any image by which the system is recognised.")]
    public string? Image { get; init; }

    [Description("label, annotation: its key.")]
    public string? Key { get; init; }

    [Description("field: apiVersion of the object; its group counts. annotation, label: only on such objects.")]
    public string? ApiVersion { get; init; }

    [Description("field: kind of the object.")]
    public string? Kind { get; init; }

    [Description("field: only of objects whose name this glob means.")]
    public string? ObjectName { get; init; }

    [Description("field: where in the object. http: path of the request.")]
    public string? Path { get; init; }

    [Description("http: the port.")]
    [Range(1, 65535)]
    public int? Port { get; init; }

    [Description("http: where in the answer; unset: the whole text.")]
    public string? At { get; init; }

    [Description("The part that is the version: a regular expression whose first group it is.")]
    public string? Capture { get; init; }

    [Description("command: what would be run.")]
    public string? Command { get; init; }
}
