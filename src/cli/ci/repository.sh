case $CALLSLIP_REPOSITORY in
https://* | file://*) ;;
*)
  echo "{unknown}"
  exit 1
  ;;
esac
