; Makes the installer for Windows, for one person and without administrator's rights. On Windows 10 1903 or newer, 64 bits, in this folder:
;
;   py -3.13 -m venv .venv
;   .venv\Scripts\pip install --require-hashes --only-binary :all: -r requirements.lock
;   .venv\Scripts\pip install --no-deps --no-build-isolation -e .
;   .venv\Scripts\pip install pyinstaller
;   .venv\Scripts\pyinstaller --noconfirm --windowed --name expertiseteam --paths . --collect-data resources ^
;       --collect-data reportlab --collect-submodules expertiseteam --collect-submodules ui --collect-submodules reports ^
;       --collect-submodules holidays --collect-data tzdata ui\command_line.py
;   ISCC /DAppVer=0.1.0 installer.iss
;
; PyInstaller makes a folder (dist\expertiseteam), never one file: a folder starts faster, alarms fewer virus scanners and leaves Qt's
; libraries replaceable, as their licence (LGPL) asks. A dossier never lives in the program's folder, and uninstalling removes none.

#ifndef AppVer
  #error Name the version: ISCC /DAppVer=0.1.0 installer.iss
#endif

[Setup]
; Fixed for ever: Windows knows an earlier version by it.
AppId={{BEB242EB-8A69-42A3-9D42-61FF6910D219}
AppName=Expertiseteam
AppVersion={#AppVer}
AppPublisher=Expertiseteam
; The same place as {autopf} for one person, which not every Windows expands.
DefaultDirName={localappdata}\Programs\Expertiseteam
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Qt 6.12 asks for icuuc.dll, which Windows has from 1903.
MinVersion=10.0.18362
Compression=lzma2/max
SolidCompression=yes
CloseApplications=yes
OutputDir=out
OutputBaseFilename=expertiseteam-{#AppVer}-setup
UninstallDisplayName=Expertiseteam
UninstallDisplayIcon={app}\expertiseteam.exe

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"

[InstallDelete]
; No stale files after an upgrade.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\expertiseteam\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "LICENSE"; DestDir: "{app}"; DestName: "LICENTIE.txt"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Expertiseteam"; Filename: "{app}\expertiseteam.exe"
