namespace HomeLab.Stacks.Docker.Planning;

/// <param name="Key">The project's key of the network that is joined; null: none, it only leaves.</param>
/// <param name="Leaves">Whether it is in the network now.</param>
sealed record AttachmentChange(string Network, string? Key, bool Leaves, string Because);
