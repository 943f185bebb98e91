using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;

namespace HomeLab.Simulators.Komodo.Writes;

/// <summary>What can be written, by the type of the request.</summary>
sealed class WriteApi(StackDeletion deletion)
{
    /// <exception cref="KomodoRefusal">Also where there is no such type.</exception>
    public Task<JsonNode> AnswerAsync(KomodoCall call, CancellationToken cancellationToken) =>
        call.Type == "DeleteStack" ? deletion.AnswerAsync(call, cancellationToken) : Task.FromResult(Answer(call));

    static JsonNode Answer(KomodoCall call) => call.Type switch
    {
        "CreateStack" => StackWrites.Create(call),
        "CopyStack" => StackWrites.Copy(call),
        "UpdateStack" => StackWrites.Update(call),
        "RenameStack" => StackWrites.Rename(call),
        "RefreshStackCache" => StackFileWrites.Refresh(call),
        "CheckStackForUpdate" when call.Release.IsSecond => StackUpdateCheck.Answer(call),
        "WriteStackFileContents" => StackFileWrites.Write(call),
        "UpdateResourceMeta" => TagWrites.UpdateMeta(call),
        "CreateTag" => TagWrites.Create(call),
        "RenameTag" => TagWrites.Rename(call),
        "UpdateTagColor" => TagWrites.Paint(call),
        "DeleteTag" => TagWrites.Delete(call),
        "CreateVariable" => VariableWrites.Create(call),
        "UpdateVariableValue" or "UpdateVariableDescription" or "UpdateVariableIsSecret" => VariableWrites.Update(call),
        "DeleteVariable" => VariableWrites.Delete(call),
        var type => throw KomodoRefusal.Unknown(type),
    };
}
