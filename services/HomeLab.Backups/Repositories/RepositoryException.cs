namespace HomeLab.Backups.Repositories;

/// <summary>A repository is not the one that is known.</summary>
sealed class RepositoryException(string code, string message) : Exception(message)
{
    public string Code => code;
}
