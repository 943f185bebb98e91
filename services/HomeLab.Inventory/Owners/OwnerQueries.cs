using Dapper;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Resources;
using Npgsql;

namespace HomeLab.Inventory.Owners;

/// <summary>Finds whose things are.</summary>
sealed class OwnerQueries(NpgsqlDataSource database, LabViews views)
{
    public async Task<OwnerRules> RulesAsync(CancellationToken cancellationToken)
    {
        var view = await views.ReadAsync(cancellationToken);
        return new OwnerRules(view.Lab, view.Graph, await StatesAsync(
            "kind IN (@RepositoryKind, 'kubernetes.Namespace')", new { DeclaredResources.RepositoryKind }, cancellationToken));
    }

    /// <returns>By address; of what is no resource there is none.</returns>
    public async Task<IReadOnlyDictionary<string, Owner>> OfAsync(IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        var rules = await RulesAsync(cancellationToken);
        var states = await StatesAsync("address = ANY(@addresses)", new { addresses = addresses.Distinct().ToArray() }, cancellationToken);
        return states.ToDictionary(it => it.Address, rules.Of, StringComparer.Ordinal);
    }

    async Task<IReadOnlyList<ResourceState>> StatesAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<ResourceState>(new CommandDefinition(
            $"SELECT {ResourceTables.ResourceColumns} FROM resource WHERE {condition}", parameters, cancellationToken: cancellationToken))];
    }
}
