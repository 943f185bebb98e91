namespace HomeLab.Stacks.Docker.Planning;

/// <summary>One service with what its containers are compared by.</summary>
/// <param name="ImageId">Null: the Engine does not have the image.</param>
/// <param name="DependsOn">Those that are enabled.</param>
sealed record ServiceWish(
    ComposeService Service, string Hash, string FilesHash, string? ImageId, bool HasFiles, IReadOnlyList<ComposeDependency> DependsOn);
