namespace HomeLab.Stacks.Compose;

/// <summary>A config or secret as a service sees it.</summary>
/// <param name="Source">Its key in the project.</param>
/// <param name="Target">Absolute.</param>
sealed record FileMount(string Source, string Target, int Uid, int Gid, uint Mode);
