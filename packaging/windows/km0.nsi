; The installer for Windows, for one person and without an administrator:
;   makensis -DVERSION=0.2.0 -DSOURCE=folder -DLEAVING=list -DRESULT=file.exe km0.nsi
; SOURCE holds what the zip holds, LEAVING a line for each file of it that deletes it again. Settings lie in
; %APPDATA%\km0 and stay when the program is renewed or removed.
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include MUI2.nsh
!include FileFunc.nsh

Name "Km0"
OutFile "${RESULT}"
InstallDir "$LOCALAPPDATA\Programs\Km0"
InstallDirRegKey HKCU "Software\Km0" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Km0"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileDescription "Km0 ${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT or Apache-2.0"

!define MUI_ICON "..\icon\km0.ico"
!define MUI_UNICON "..\icon\km0.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\km0.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; the first that fits the system's language; the first of all where none does
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString ViewKind ${LANG_ENGLISH} "Km0 view"
LangString ViewKind ${LANG_VIETNAMESE} "Chế độ xem Km0"
LangString ViewKind ${LANG_SIMPCHINESE} "Km0 视图"

!define CLASSES "Software\Classes"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Km0"

; files of others that it also opens: offered under "Open with", never taken over
!macro each_other_kind DO
  !insertmacro ${DO} ".ron"
  !insertmacro ${DO} ".csv"
  !insertmacro ${DO} ".tsv"
  !insertmacro ${DO} ".ics"
  !insertmacro ${DO} ".geojson"
  !insertmacro ${DO} ".kml"
  !insertmacro ${DO} ".kmz"
  !insertmacro ${DO} ".gpx"
!macroend
!macro offer ENDING
  WriteRegStr HKCU "${CLASSES}\Applications\km0.exe\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "Km0.File" ""
!macroend
!macro withdraw ENDING
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "Km0.File"
!macroend

; tells the desktop that kinds of files have changed (SHCNE_ASSOCCHANGED)
!macro tell_desktop
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Km0.lnk" "$INSTDIR\km0.exe"
  WriteRegStr HKCU "Software\Km0" "Folder" "$INSTDIR"

  ; .km0view is its own
  WriteRegStr HKCU "${CLASSES}\.km0view" "" "Km0.View"
  WriteRegStr HKCU "${CLASSES}\Km0.View" "" "$(ViewKind)"
  WriteRegStr HKCU "${CLASSES}\Km0.View\DefaultIcon" "" "$INSTDIR\km0.exe,0"
  WriteRegStr HKCU "${CLASSES}\Km0.View\shell\open\command" "" '"$INSTDIR\km0.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Km0.File" "" "Km0"
  WriteRegStr HKCU "${CLASSES}\Km0.File\DefaultIcon" "" "$INSTDIR\km0.exe,0"
  WriteRegStr HKCU "${CLASSES}\Km0.File\shell\open\command" "" '"$INSTDIR\km0.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\km0.exe" "FriendlyAppName" "Km0"
  WriteRegStr HKCU "${CLASSES}\Applications\km0.exe\shell\open\command" "" '"$INSTDIR\km0.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\km0.exe\SupportedTypes" ".km0view" ""
  !insertmacro each_other_kind offer
  ; addresses of records, km0://record/ta-lung
  WriteRegStr HKCU "${CLASSES}\km0" "" "URL:Km0"
  WriteRegStr HKCU "${CLASSES}\km0" "URL Protocol" ""
  WriteRegStr HKCU "${CLASSES}\km0\shell\open\command" "" '"$INSTDIR\km0.exe" open "%1"'

  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "Km0"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\km0.exe,0"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${REMOVAL}" "EstimatedSize" "$0"
  !insertmacro tell_desktop
SectionEnd

Section Uninstall
  ; only what was installed: a folder that was chosen may hold other things
  !include "${LEAVING}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Km0.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.km0view" ""
  StrCmp $0 "Km0.View" 0 +2
  DeleteRegKey HKCU "${CLASSES}\.km0view"
  DeleteRegKey HKCU "${CLASSES}\Km0.View"
  DeleteRegKey HKCU "${CLASSES}\Km0.File"
  DeleteRegKey HKCU "${CLASSES}\Applications\km0.exe"
  DeleteRegKey HKCU "${CLASSES}\km0"
  !insertmacro each_other_kind withdraw
  DeleteRegKey HKCU "${REMOVAL}"
  DeleteRegKey HKCU "Software\Km0"
  !insertmacro tell_desktop
SectionEnd
