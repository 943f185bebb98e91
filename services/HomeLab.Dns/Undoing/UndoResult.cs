using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Undoing;

/// <param name="Undone">At least one; several, where several records of a name were deleted together.</param>
/// <param name="IsNew">It was not held before; asking twice holds once.</param>
sealed record UndoResult(ZoneName Zone, IReadOnlyList<Undo> Undone, bool IsNew);
