using HomeLab.Backups.Copying;
using HomeLab.Backups.Repositories;
using HomeLab.Docker;
using HomeLab.Restic;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Secrets;

namespace HomeLab.Backups.Reconciling;

/// <summary>What can be wrong with everything outside: hosts, repositories, secrets.</summary>
static class Troubles
{
    public static bool Are(Exception exception) => exception is SourceException or RepositoryException or EngineException or ResticException or SecretMissingException;

    public static Reason ReasonOf(Exception exception) => new(
        exception switch
        {
            SourceException source => source.Code,
            RepositoryException repository => repository.Code,
            EngineException engine => $"Engine{engine.Code}",
            ResticException restic => $"Restic{restic.Code}",
            _ => "SecretMissing",
        },
        exception.Message);
}
