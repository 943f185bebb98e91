using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Tree;

/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Text">Null where it was not read.</param>
/// <param name="Problem">Why it was refused; null where it was read, or is no text that anything here reads.</param>
sealed record RepositoryFile(string Path, string? Text, Problem? Problem)
{
    public static RepositoryFile Refused(string path, string code, string message) => new(path, null, new Problem(path, 1, 1, "", code, message));
}
