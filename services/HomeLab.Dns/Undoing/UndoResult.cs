using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Undoing;

/// <param name="IsNew">It was not held before; asking twice holds once.</param>
sealed record UndoResult(ZoneName Zone, Undo Undo, bool IsNew);
