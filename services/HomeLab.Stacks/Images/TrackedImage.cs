using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Registry;

namespace HomeLab.Stacks.Images;

/// <summary>The image of one service, with what is to become of newer ones.</summary>
/// <param name="Image">As its stack has it; with a digest it is the repository that keeps it to one.</param>
/// <param name="Level">Up to which newer ones are told of.</param>
/// <param name="Follows">Whether the service is updated to what its tag names.</param>
sealed record TrackedImage(string Stack, string Service, ImageReference Image, UpdateLevel Level, bool Follows)
{
    /// <summary>A service's own word: <c>none</c>, <c>tell</c>, <c>follow</c>.</summary>
    public const string Label = "homelab.updates";

    /// <summary>What the registry is asked for.</summary>
    public string Reference { get; } = $"{Image.Name}:{Image.TagOrLatest}";

    /// <summary>Of a stack, in the order of its services: those that a registry can be asked for and the lab wants to hear of.</summary>
    public static IReadOnlyList<TrackedImage> Of(DesiredStack stack) => [.. All(stack).Where(it => it.Level > UpdateLevel.None)];

    /// <summary>Those too that nobody wants to hear of.</summary>
    public static IReadOnlyList<TrackedImage> All(DesiredStack stack)
    {
        var level = UpdateLevels.Parse(stack.Updates?.Track);
        if (stack.ProjectJson.Length == 0)
            return [];
        using var project = JsonDocument.Parse(stack.ProjectJson);
        if (!project.RootElement.TryGetProperty("services", out var services) || services.ValueKind != JsonValueKind.Object)
            return [];
        return [.. services.EnumerateObject().Select(it => Of(stack, it.Name, it.Value, level)).OfType<TrackedImage>().OrderBy(it => it.Service, StringComparer.Ordinal)];
    }

    static TrackedImage? Of(DesiredStack stack, string name, JsonElement service, UpdateLevel level)
    {
        if (service.ValueKind != JsonValueKind.Object || service.TryGetProperty("build", out var build) && build.ValueKind != JsonValueKind.Null
            || !service.TryGetProperty("image", out var text) || text.ValueKind != JsonValueKind.String || ImageReference.TryParse(text.GetString()!) is not { } image)
        {
            return null;
        }
        var word = service.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Object && labels.TryGetProperty(Label, out var label) ? label.GetString() : null;
        var own = word == "none" ? UpdateLevel.None : word == "follow" && level == UpdateLevel.None ? UpdateLevel.Digest : level;
        // A digest without a tag says that nothing newer is wanted.
        if (image is { Tag: null, Digest: not null })
            own = UpdateLevel.None;
        var follows = word switch { "follow" => true, "tell" => false, _ => stack.Updates?.FollowsDigests == true };
        return new TrackedImage(stack.Key, name, image, own, follows && own > UpdateLevel.None && image.Digest is null && stack.Engine is not null);
    }
}
